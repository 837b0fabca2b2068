rel parent
