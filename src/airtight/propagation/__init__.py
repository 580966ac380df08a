"""How much weaker than in free space does a radar wave arrive?"""
