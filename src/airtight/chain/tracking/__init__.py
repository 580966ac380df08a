"""Which aircraft does each post believe to exist, and where?"""
