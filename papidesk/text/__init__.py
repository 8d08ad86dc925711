"""Vietnamese text: cleaning, folding, order, old encodings and the shape of a syllable."""
