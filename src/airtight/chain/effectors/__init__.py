"""Can a missile of this battery meet that track, and when?"""
