a film
