rel tab
