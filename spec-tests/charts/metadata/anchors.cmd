rel anchors
