"""Every page and dialog as people get to see it: opened by the tests, photographed for the guide.

A new page or dialog adds its scene to the module of its part here (or to a new module: all of this
package are found). A test fails for a dialog class that no scene shows.
"""
