"""What did each radar measure in this epoch?"""
