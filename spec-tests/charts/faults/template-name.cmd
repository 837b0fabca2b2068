rel template-name
