"""What each action of `gui.actions` does on the page and its items: a module for each kind of thing that an analyst does.

Every class here has a `table` of its actions by id; `gui.commands.commands` puts them together. What they mean for the data is in
`annotation.review`; here they get their selection and their current item.
"""
