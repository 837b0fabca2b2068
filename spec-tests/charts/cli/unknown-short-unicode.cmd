rel app -é
