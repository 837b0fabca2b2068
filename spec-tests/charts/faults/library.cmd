rel library
