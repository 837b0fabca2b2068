rel shift
