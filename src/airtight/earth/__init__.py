"""Where on WGS-84 is it, and which way?"""
