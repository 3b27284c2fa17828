s| status="draft"| staus="draft"|
