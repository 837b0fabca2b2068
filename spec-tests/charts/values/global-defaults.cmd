rel globals
