"""The reader's rules as a program: one line for each."""

from explainers import Listing

PROGRAM = '''
def is_cat(animal):
    """Who is let in, by your rules."""
    #? any_rule = "all of them"
    if not animal.furry: return False  #? furry = true
    if not animal.tail: return False  #? tail = true
    if not animal.four_legs: return False  #? four_legs = true
    if not animal.pointy_ears: return False  #? pointy_ears = true
    if not animal.whiskers: return False  #? whiskers = true
    if animal.barks: return False  #? never_barks = true
    return True
    #? end
    #? any_rule = "one of them"
    if animal.furry: return True  #? furry = true
    if animal.tail: return True  #? tail = true
    if animal.four_legs: return True  #? four_legs = true
    if animal.pointy_ears: return True  #? pointy_ears = true
    if animal.whiskers: return True  #? whiskers = true
    if not animal.barks: return True  #? never_barks = true
    return False
    #? end
'''
LISTING = Listing(PROGRAM, "Your rules as a program", open=True)
