/<heading>Recommendations/d
