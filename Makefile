# The verbs of the project; `make` alone lists them.

DATA ?= data/star_classification.csv
PORT ?= 8080
IMAGE ?= streaming-worker:latest
VERSION ?= 0.1.0
COUNT ?= 10000
DOTNET ?= dotnet
DOCKER ?= docker
EB ?= eb
AWS_KIND ?= http
AWS_APPLICATION ?= star-model-serving
AWS_ENV ?= $(if $(filter worker,$(AWS_KIND)),star-worker-env,star-prediction-env)
AWS_INSTANCE ?= t3.small

# Elastic Beanstalk's command line takes profile and region by arguments of its own.
eb_account = $(if $(AWS_PROFILE),--profile $(AWS_PROFILE)) $(if $(AWS_REGION),--region $(AWS_REGION))
eb_http = --elb-type application
eb_worker = --single --instance_profile streaming-worker
left_http = The bucket elasticbeanstalk-REGION-ACCOUNT keeps the bundles: docs/how-to/aws.md, Clean up
left_worker = Broker, models and secret still cost money: deploy/aws/worker/resources.sh delete

.DEFAULT_GOAL := help
.PHONY: help demo run-training run-server-local build-image build-images run-server-docker \
	aws-bundle aws-deploy aws-delete-env up test documents licences

help: ## List the verbs
	@echo "Usage: make VERB [NAME=value …]"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  DATA=$(DATA)  PORT=$(PORT)  IMAGE=$(IMAGE)  COUNT=$(COUNT)  AWS_KIND=$(AWS_KIND)"
	@echo
	@echo "  The HTTP service listens on port 8080; the Python service before it on 8000: PORT=8000 keeps its address."

demo: ## Classify a simulated night of COUNT observations in memory
	$(DOTNET) run -c Release --project src/Worker -- demo --count $(COUNT)

run-training: ## Train a model from DATA and promote it
	@test -f "$(DATA)" || { echo "make: there is no $(DATA); name the file with DATA=…" >&2; exit 2; }
	$(DOTNET) run -c Release --project src/Trainer -- train --data "$(DATA)" --promote

run-server-local: ## Run the worker on PORT (ConnectionStrings__RabbitMq names a broker)
	ASPNETCORE_URLS=http://localhost:$(PORT) $(DOTNET) run -c Release --project src/Worker

build-image: ## Build the worker's image, IMAGE
	$(DOCKER) build -f deploy/worker.Dockerfile -t "$(IMAGE)" \
		--build-arg VERSION=$(VERSION) \
		--build-arg REVISION="$$(git rev-parse HEAD 2>/dev/null)" \
		--build-arg CREATED="$$(date -u +%Y-%m-%dT%H:%M:%SZ)" .

build-images: build-image ## Build the images of the worker, the trainer and the telescope
	$(DOCKER) build -f deploy/trainer.Dockerfile -t streaming-trainer:latest --build-arg VERSION=$(VERSION) .
	$(DOCKER) build -f deploy/telescope.Dockerfile -t streaming-telescope:latest --build-arg VERSION=$(VERSION) .

run-server-docker: build-image ## Run the worker's image on PORT
	$(DOCKER) run --rm --init -p $(PORT):8080 -e ConnectionStrings__RabbitMq "$(IMAGE)"

aws-bundle: ## Put together what Elastic Beanstalk gets, in artifacts/aws/AWS_KIND (http or worker)
	deploy/aws/bundle.sh $(AWS_KIND)

aws-deploy: aws-bundle ## Create the environment of AWS_KIND on Elastic Beanstalk (docs/how-to/aws.md)
	cd artifacts/aws/$(AWS_KIND) && $(EB) init -p docker $(eb_account) $(AWS_APPLICATION)
	cd artifacts/aws/$(AWS_KIND) && $(EB) create --timeout 60 --instance-types $(AWS_INSTANCE) $(eb_$(AWS_KIND)) \
		$(eb_account) $(AWS_ENV)

aws-delete-env: ## Terminate that environment
	@mkdir -p artifacts/aws/$(AWS_KIND)
	cd artifacts/aws/$(AWS_KIND) && $(EB) init -p docker $(eb_account) $(AWS_APPLICATION)
	cd artifacts/aws/$(AWS_KIND) && $(EB) terminate $(eb_account) $(AWS_ENV)
	@echo "$(left_$(AWS_KIND))"

up: ## Run the whole system in containers, with Grafana on http://localhost:3000
	$(DOCKER) compose up --build

test: ## Run every test
	./test.sh

documents: ## Make docs/schemas and docs/asyncapi.yaml anew from the records of src/Contracts
	$(DOTNET) run -c Release --project tools/ContractDocuments -- docs

licences: ## List the packages and their licences in docs/licences.md
	python3 tools/licences.py
