rel open-action
