"""Who is who: actor files, phrases and articles → coded actors."""
