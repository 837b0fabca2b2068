rel app --rollback-on-failure=x
