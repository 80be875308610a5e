"""sitrep: news reporting on an armed conflict in, an attributed and auditable situation record out."""
