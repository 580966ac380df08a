"""Who hears what, and how old is it then?"""
