41{s|actual=.*||;q}
