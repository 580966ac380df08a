"""Where is everything that moves?"""
