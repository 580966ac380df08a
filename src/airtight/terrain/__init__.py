"""How high is the ground, and what does it hide?"""
