rel empty
