rel case
