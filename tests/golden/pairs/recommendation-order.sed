/<recommendation id="r1"/,/<\/recommendation>/ {
	H
	d
}
/<recommendation id="r2"/,/<\/recommendation>/ {
	/<\/recommendation>/G
}
