/<recommendation id="r2"/,/<\/recommendation>/d
