.PHONY: app test
app:
	python3 run.py app
test:
	python3 run.py test
