#!/usr/bin/env bash
# What the worker needs beside Elastic Beanstalk. See --help.
set -euo pipefail
cd "$(dirname "$0")/../../.."

usage() {
    cat <<'HELP'
Usage: deploy/aws/worker/resources.sh create|delete

create makes, with the AWS command line (aws 2), in AWS_REGION and with AWS_PROFILE if that is set:
  an S3 bucket with the models of this checkout      streaming-models-ACCOUNT-REGION
  an Amazon MQ broker for RabbitMQ, reachable by TLS  streaming
  a secret with the broker's address and password     streaming-broker
  a role for the instance: reads bucket and secret    streaming-worker
and prints what deploy/aws/bundle.sh needs. A broker takes about ten minutes.

delete removes all of them, and with the bucket every model in it. Terminate the environment first.

BROKER_TYPE     default mq.m7g.medium
BROKER_VERSION  default 4.2; quorum queues need 3.13 or later
HELP
}

fail() { echo "resources.sh: $1" >&2; exit 2; }

name=streaming-worker
broker=streaming
secret=streaming-broker
tier_policy=arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier

broker_id() {
    aws mq list-brokers --query "BrokerSummaries[?BrokerName=='$broker'].BrokerId | [0]" --output text
}

create() {
    local password id endpoint arn
    aws s3 mb "s3://$bucket"
    # The champion comes last: who reads the store meanwhile finds every file that it names.
    aws s3 sync models "s3://$bucket/models" --exclude README.md --exclude champion.json --exclude '.*'
    aws s3 cp models/champion.json "s3://$bucket/models/champion.json"

    # Letters and digits only: the password is part of an address.
    password=$(openssl rand -hex 32)
    id=$(aws mq create-broker --broker-name "$broker" --engine-type RABBITMQ --engine-version "${BROKER_VERSION:-4.2}" \
        --host-instance-type "${BROKER_TYPE:-mq.m7g.medium}" --deployment-mode SINGLE_INSTANCE --publicly-accessible \
        --auto-minor-version-upgrade --users "Username=streaming,Password=$password" --query BrokerId --output text)
    until [ "$(aws mq describe-broker --broker-id "$id" --query BrokerState --output text)" = RUNNING ]; do
        echo "waiting for the broker" >&2
        sleep "${POLL_SECONDS:-30}"
    done
    endpoint=$(aws mq describe-broker --broker-id "$id" --query 'BrokerInstances[0].Endpoints[0]' --output text)
    arn=$(aws secretsmanager create-secret --name "$secret" \
        --secret-string "amqps://streaming:$password@${endpoint#amqps://}/" --query ARN --output text)

    aws iam create-role --role-name "$name" --assume-role-policy-document '{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"
        }]
    }' >/dev/null
    aws iam attach-role-policy --role-name "$name" --policy-arn "$tier_policy"
    aws iam put-role-policy --role-name "$name" --policy-name "$name" --policy-document '{
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "'"$arn"'"},
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::'"$bucket"'"},
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::'"$bucket"'/models/*"}
        ]
    }'
    aws iam create-instance-profile --instance-profile-name "$name" >/dev/null
    aws iam add-role-to-instance-profile --instance-profile-name "$name" --role-name "$name"

    echo "export AWS_REGION=$AWS_REGION BROKER_SECRET=$arn MODEL_STORE=s3://$bucket/models"
}

# Goes on when a part is not there, so that a creation that ended halfway is cleaned up too.
delete() {
    aws iam remove-role-from-instance-profile --instance-profile-name "$name" --role-name "$name" || true
    aws iam delete-instance-profile --instance-profile-name "$name" || true
    aws iam delete-role-policy --role-name "$name" --policy-name "$name" || true
    aws iam detach-role-policy --role-name "$name" --policy-arn "$tier_policy" || true
    aws iam delete-role --role-name "$name" || true
    aws secretsmanager delete-secret --secret-id "$secret" --force-delete-without-recovery >/dev/null || true
    aws mq delete-broker --broker-id "$(broker_id)" >/dev/null || true
    aws s3 rb --force "s3://$bucket" || true
    echo "deleted; what was not there is reported above"
}

case ${1:-} in
    -h | --help) usage; exit 0 ;;
    create | delete) ;;
    *) fail "say create or delete; see --help" ;;
esac
[ -n "${AWS_REGION:-}" ] || fail "AWS_REGION is not set"
bucket=streaming-models-$(aws sts get-caller-identity --query Account --output text)-$AWS_REGION
"$1"
