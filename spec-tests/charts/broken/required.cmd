rel required
