"""What officers and residents see of residence permits: files, proofs that stand, what keeps a file from going on."""
