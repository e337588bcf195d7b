/**
 * What a long-running command tells machines: metrics for Prometheus and health for whoever restarts it. Off unless an
 * address is given to listen on.
 */
@NullMarked
package dev.upshot.app.observe;

import org.jspecify.annotations.NullMarked;
