rel chart --set web.image.tag=null --set proxy.port=null --set global.domain=null
