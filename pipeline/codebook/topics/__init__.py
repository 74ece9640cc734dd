"""What is left out: topics.yml and its judgement of articles, deeds and incidents."""
