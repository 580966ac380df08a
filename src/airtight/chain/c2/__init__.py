"""What is each track, and what is to be done about it?"""
