rel keys --seed x
