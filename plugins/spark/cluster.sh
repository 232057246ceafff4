#!/bin/bash
# A real cluster of Spark on one computer, of a master and two workers, without Spark's distribution: its jars suffice.
#
#   cluster.sh start HOME JARS   HOME becomes a SPARK_HOME with the jars of the folder JARS (mvn dependency:copy-dependencies)
#   cluster.sh submit HOME ...   spark-submit
#   cluster.sh kill HOME         kills an executor, as a computer that fails does
#   cluster.sh stop HOME
set -euo pipefail
verb=$1 home=$2
shift 2
export SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
class() { exec java -cp "$home/jars/*" "$@"; }
case $verb in
	start)
		mkdir -p "$home/jars" "$home/logs" "$home/work"
		ln -sf "$(cd "$1" && pwd)"/*.jar "$home/jars/"
		class org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7077 --webui-port 8980 >"$home/logs/master" 2>&1 &
		echo $! >"$home/pids"
		for i in 1 2; do
			class org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 2g --work-dir "$home/work/$i" --webui-port $((8980 + i)) \
				spark://127.0.0.1:7077 >"$home/logs/worker$i" 2>&1 &
			echo $! >>"$home/pids"
		done
		for _ in $(seq 120); do
			[ "$(grep -c "Registering worker" "$home/logs/master" || true)" = 2 ] && exit 0
			sleep 0.5
		done
		echo "The workers did not come up; see $home/logs." >&2
		exit 1
		;;
	submit)
		# As Spark's own bin/spark-class: its launcher says the command, with the options that Java 17 needs.
		mapfile -d '' -t command < <(java -cp "$home/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit \
			--master spark://127.0.0.1:7077 "$@")
		command[1]=${command[1]#$'\n'} # it begins with an empty line
		exec "${command[@]:1}"
		;;
	kill)
		worker=$(sed -n 2p "$home/pids")
		kill -9 "$(ps -o pid= --ppid "$worker" | head -1)"
		;;
	stop)
		while read -r pid; do kill "$pid" 2>/dev/null || true; done <"$home/pids"
		;;
esac
