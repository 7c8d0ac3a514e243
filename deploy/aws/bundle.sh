#!/usr/bin/env bash
# Puts together the folder that Elastic Beanstalk's command line works in. See --help.
set -euo pipefail
cd "$(dirname "$0")/../.."

usage() {
    cat <<'HELP'
Usage: deploy/aws/bundle.sh http|worker [FOLDER]

Makes FOLDER, by default artifacts/aws/KIND, where `eb init -p docker`, `eb create`, `eb deploy`, `eb local run`,
`eb open` and `eb terminate` work: the worker's Dockerfile with all that it copies, .ebextensions and .platform. Files
that git does not know are taken too, unless they are ignored; so is a champion that was trained here. What `eb init`
left there stays.

worker needs
  BROKER_SECRET   ARN of the secret that holds amqps://user:password@host:5671/
  MODEL_STORE     s3://BUCKET/PREFIX
  AWS_REGION      the region of both
as deploy/aws/worker/resources.sh prints them.
HELP
}

fail() { echo "bundle.sh: $1" >&2; exit 2; }

kind=${1:-}
case $kind in
    -h | --help) usage; exit 0 ;;
    http | worker) ;;
    *) fail "the kind is http or worker, not '$kind'; see --help" ;;
esac
if [ "$kind" = worker ]; then
    [[ ${BROKER_SECRET:-} == arn:aws*:secretsmanager:* ]] || fail "BROKER_SECRET is not the ARN of a secret; see --help"
    [[ ${MODEL_STORE:-} == s3://* ]] || fail "MODEL_STORE is not of the form s3://BUCKET/PREFIX; see --help"
    [ -n "${AWS_REGION:-}" ] || fail "AWS_REGION is not set; see --help"
fi

target=${2:-artifacts/aws/$kind}
mkdir -p "$target"
find "$target" -mindepth 1 -maxdepth 1 ! -name .elasticbeanstalk -exec rm -rf {} +

# What the Dockerfile copies from the checkout: the words between COPY and the last one, without options.
mapfile -t sources < <(awk '$1 == "COPY" && !/--from=/ { for (i = 2; i < NF; i++) if ($i !~ /^--/) print $i }' \
    deploy/worker.Dockerfile)
git ls-files --cached --others --exclude-standard -z -- "${sources[@]}" | tar --null -T - -cf - | tar -xf - -C "$target"

# The instance that builds is the one that runs; its Docker may not know the variable.
sed 's/--platform=\$BUILDPLATFORM //' deploy/worker.Dockerfile > "$target/Dockerfile"
cp .dockerignore "$target/"
cp -R deploy/aws/shared/. "deploy/aws/$kind/." "$target/"
rm -f "$target/resources.sh"
# With this file eb packs the folder as it is; without it, it would pack what git knows of it: nothing.
echo '.elasticbeanstalk/' > "$target/.ebignore"

if [ "$kind" = worker ]; then
    sed -i.bak -e "s|@BROKER_SECRET@|$BROKER_SECRET|" -e "s|@MODEL_STORE@|$MODEL_STORE|" \
        -e "s|@AWS_REGION@|$AWS_REGION|" \
        "$target/.ebextensions/10-worker.config"
    rm "$target/.ebextensions/10-worker.config.bak"
fi
echo "$target: $(find "$target" -type f ! -path '*/.elasticbeanstalk/*' | wc -l | tr -d ' ') files"
