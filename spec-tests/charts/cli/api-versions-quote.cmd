rel app --api-versions 'a"b'
