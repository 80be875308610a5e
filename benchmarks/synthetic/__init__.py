"""Reports made from templates over real places, with known truth: events, copies of stories, tolls."""
