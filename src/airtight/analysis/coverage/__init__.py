"""What would the radars and missiles see and reach, from their sites, over this terrain, at each altitude?"""
