s|lle’r oedd y troseddau\.|&<fn>Yn ôl y ffigurau.</fn>|
