rel app --api-versions
