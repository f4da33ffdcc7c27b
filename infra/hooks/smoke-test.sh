#!/bin/sh
# Asks an installation whether it is ready, and one question that needs its database.
#   infra/hooks/smoke-test.sh https://partnership.example
set -eu
url=${1%/}

# A start takes its time, and so does the first question after it.
ask() {
  curl --silent --show-error --fail-with-body --max-time 60 --retry 20 --retry-delay 15 --retry-all-errors "$@"
  echo
}

ready=$(ask "$url/health/ready")
echo "$ready"

answer=$(ask "$url/graphql" -H 'content-type: application/json' -d '{"query":"{ partners(first: 1) { totalCount nodes { name } } }"}')
echo "$answer"
case $answer in
*'"errors"'* | *'"totalCount":0,'*)
  echo 'The API answers, and not with the partners.' >&2
  exit 1
  ;;
*'"totalCount":'*) ;;
*)
  echo 'This is no answer of the API.' >&2
  exit 1
  ;;
esac
