rel app -s templates/NOTES.txt
