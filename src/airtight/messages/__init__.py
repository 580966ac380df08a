"""What the rooms hand on: one file a message.

Letters in shapes, everywhere: R replications of the batch, E moving things, N radars, B batteries, P posts
(the
batteries first, then the shared network if anyone hears it), S track slots of a post, M missile types, D
detections
of an epoch, K tasks of a radar. Positions and velocities are earth-centred, earth-fixed (WGS-84), metres
and m/s.
"""
