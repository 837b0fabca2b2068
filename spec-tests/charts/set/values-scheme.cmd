rel c -f foo://x
