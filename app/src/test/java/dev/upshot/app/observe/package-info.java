@NullMarked
package dev.upshot.app.observe;

import org.jspecify.annotations.NullMarked;
