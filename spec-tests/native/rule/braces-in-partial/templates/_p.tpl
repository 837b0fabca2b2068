{{/* braces, in a file that prints nothing */}}
